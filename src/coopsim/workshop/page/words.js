// The dictionary in use, and numbers as each language writes them.

let dictionaries = { fr: {}, en: {} };
let language = "fr";

export function useWords(both) {
  dictionaries = both;
}

export function useLanguage(wanted) {
  language = wanted;
  document.documentElement.lang = wanted;
}

export function say(key, values = {}) {
  const text = dictionaries[language][key];
  if (text === undefined) throw new Error(`no word: ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// « 1 participant », « 2 participants »: the plural of the language in use.
export function counted(key, count, values = {}) {
  const rule = new Intl.PluralRules(language).select(count);
  return say(`${key}_${rule === "one" ? "one" : "many"}`, { ...values, count: number(count) });
}

// A name and what it is: French puts a no-break space before the colon.
export function labelled(name, value) {
  return `${name}${language === "fr" ? "\u00a0" : ""}: ${value}`;
}

export function known(key) {
  return dictionaries[language][key] !== undefined;
}

export function pair(both) {
  return spaced(both[language]);
}

// Words that come with the numbers may lack the no-break spaces of French.
function spaced(text) {
  const typed = text.replace(/'/g, "’");
  if (language !== "fr") return typed;
  return typed.replace(/ ([?!;])/g, "\u202f$1").replace(/ ([:%»])/g, "\u00a0$1").replace(/« /g, "«\u00a0");
}

export function number(value, decimals = 0) {
  return new Intl.NumberFormat(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    .format(Object.is(Math.round(value * 10 ** decimals), -0) ? 0 : value)
    .replace("-", "\u2212");
}

export function signed(value, decimals = 1) {
  const text = number(value, decimals);
  return value > 0 ? `+${text}` : text;
}

export function percent(share, decimals = 0) {
  return `${number(share * 100, decimals)}${language === "fr" ? "\u00a0%" : "%"}`;
}

export function dated(date) {
  const [year, quarter] = date.split("Q");
  return say("date", { year, quarter: say(`quarter_${quarter}`) });
}

export function listed(items) {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(items);
}
