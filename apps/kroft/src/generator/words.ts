/** Given names, for people that do not exist. */
export const givenNames: readonly string[] = [
  'Ada', 'Amir', 'Ana', 'Bea', 'Björn', 'Chidi', 'Chloé', 'Daniel', 'Elif', 'Emma', 'Femi', 'Grace', 'Hana', 'Hugo', 'Ines', 'Ivan',
  'Jonas', 'José', 'Kofi', 'Lena', 'Liam', 'Lucía', 'Mai', 'Mateo', 'Mina', 'Noah', 'Olga', 'Omar', 'Priya', 'Quinn', 'Rosa', 'Sami',
  'Sofia', 'Tariq', 'Tove', 'Uma', 'Viktor', 'Wanjiru', 'Yuki', 'Zoë',
];

export const familyNames: readonly string[] = [
  'Adeyemi', 'Almeida', 'Andersson', 'Bauer', 'Castro', 'Chen', 'Dubois', 'Eriksen', 'Fischer', 'García', 'Haddad', 'Ito', 'Jensen',
  'Kamau', 'Kowalski', 'Kumar', 'Larsen', 'López', 'Martin', 'Mbeki', 'Müller', 'Nakamura', 'Nguyen', 'Novák', "O'Brien", 'Okafor',
  'Park', 'Patel', 'Petrov', 'Ramos', 'Rossi', 'Santos', 'Schmidt', 'Silva', 'Smith', 'Tanaka', 'Vargas', 'Weber', 'Yılmaz', 'Zhou',
];

/** Words for free text; some need care on their way through a wire format. */
export const plainWords: readonly string[] = [
  'late', 'early', 'window', 'aisle', 'seat', 'upgrade', 'refund', 'family', 'quiet', 'vegan', 'extra', 'luggage', 'call', 'back',
  'please', 'confirm', 'gate', 'change', 'direct', 'night', 'morning', 'group', 'of', 'with', 'and', '"quoted"', 'back\\slash',
  'comma,', '{brace}', 'tab\tbed', 'naïve', '東京', '🛫', "it's", 'NULL', '100%',
];
