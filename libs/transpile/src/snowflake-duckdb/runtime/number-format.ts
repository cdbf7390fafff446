/**
 * A number by a format model of 9, 0, comma, point, $, S and MI, X for hexadecimal, TM9 for the shortest text.
 *
 * @param digits the number as DuckDB writes it.
 * @returns as many hashes as the model is wide where the number does not fit.
 * Rule: https://docs.snowflake.com/en/sql-reference/sql-format-models
 */
export function formatNumber(digits: string, model: string): string {
  const upper = model.toUpperCase();
  if (/^TM9?$/.test(upper)) return digits;
  const fill = upper.startsWith('FM');
  const picture = fill ? upper.slice(2) : upper;
  if (/^0*X+$/.test(picture)) return BigInt(Math.round(Number(digits))).toString(16).toUpperCase().padStart(picture.startsWith('0') ? picture.length : 0, '0');
  const [wholePicture = '', fractionPicture = ''] = picture.replace(/[$S]|MI/g, '').split(/[.D]/);
  const places = fractionPicture.length;
  const negative = digits.startsWith('-');
  const [whole = '0', fraction = ''] = roundText(digits.replace('-', ''), places).split('.');
  const size = wholePicture.replaceAll(/[,G]/g, '').length;
  const significant = whole.replace(/^0+(?=\d)/, '');
  if (significant.length > size && significant !== '0') return '#'.repeat(picture.length + 1);
  const written = placeDigits(wholePicture, significant === '0' && places > 0 && !wholePicture.includes('0') ? '' : significant);
  const sign = picture.includes('S') || !negative ? (picture.includes('S') ? (negative ? '-' : '+') : '') : '-';
  const body = `${sign}${picture.includes('$') ? '$' : ''}${written}${places > 0 ? `.${fraction}` : ''}`;
  return fill ? body : body.padStart(picture.length + (picture.includes('S') ? 0 : 1), ' ');
}

/** Digits into the places of a picture from the right; a 0 shows where there is no digit, a comma only between digits. */
function placeDigits(picture: string, digits: string): string {
  let result = '';
  let at = digits.length - 1;
  const firstZero = picture.indexOf('0');
  for (let i = picture.length - 1; i >= 0; i--) {
    const needed = at >= 0 || (firstZero !== -1 && i >= firstZero);
    if (!needed) break;
    if (picture[i] === ',' || picture[i] === 'G') result = `,${result}`;
    else result = `${at >= 0 ? digits[at--] : '0'}${result}`;
  }
  return result.replace(/^,/, '');
}

/** Decimal text rounded half away from zero. */
function roundText(digits: string, places: number): string {
  const [whole = '0', fraction = ''] = digits.split('.');
  const kept = BigInt(whole + fraction.padEnd(places, '0').slice(0, places));
  const up = Number(fraction[places] ?? '0') >= 5 ? 1n : 0n;
  const text = (kept + up).toString().padStart(places + 1, '0');
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}

/** The number that a text means under a model, as plain digits; null where it does not fit. */
export function parseNumber(text: string, model: string): string | null {
  const picture = model.toUpperCase().replace(/^FM/, '');
  if (/^0*X+$/.test(picture)) return /^[0-9a-f]+$/i.test(text.trim()) ? BigInt(`0x${text.trim()}`).toString() : null;
  const places = (picture.split(/[.D]/)[1] ?? '').replaceAll(/[^90]/g, '').length;
  const match = /^([+-]?)(\d*)(?:\.(\d*))?([+-]?)$/.exec(text.trim().replaceAll(/[$,]/g, ''));
  if (match === null || (match[2] === '' && (match[3] ?? '') === '')) return null;
  const sign = match[1] === '-' || match[4] === '-' ? '-' : '';
  return `${sign}${match[2] || '0'}${places === 0 || match[3] === undefined ? '' : `.${match[3].slice(0, places)}`}`;
}
