// The full-text index, read as far as a question needs it. How it is written stands in publish/web/search.py,
// and how words become terms in publish/web/terms.py.
"use strict";
{
  const LONGEST = 40;
  const LETTERS = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ς": "σ" };
  const ACCENTS = /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]+/gu;
  const WORD = /[\p{L}\p{N}\p{M}]+/gu;
  const UNSPACED = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+)/u;
  // What a term adds to the rank of a document: once, a few times, often, in what is said of it.
  const WEIGHTS = [1, 1.6, 2.2, 4];
  // Shorter words are not taken for the beginnings of others.
  const BEGINNING = 3;

  const fold = (text) => text.normalize("NFKD").replace(ACCENTS, "").normalize("NFC").toLowerCase().replace(/[ßæœøłđðþıς]/gu, (c) => LETTERS[c]);

  // The terms of a question: each as a whole or as a beginning. `words` are for finding it again in a text.
  const understand = (question) => {
    const terms = [];
    const words = [];
    const take = (text, isExact) => {
      for (const word of fold(text).match(WORD) || []) {
        word.split(UNSPACED).forEach((part, i) => {
          if (!part) return;
          const letters = [...part];
          if (i % 2) {
            words.push({ run: part });
            if (letters.length === 1) terms.push({ term: part, isBeginning: true });
            letters.slice(1).forEach((letter, j) => terms.push({ term: letters[j] + letter }));
          } else {
            const term = letters.slice(0, LONGEST).join("");
            const isBeginning = !isExact && letters.length >= BEGINNING;
            terms.push({ term, isBeginning });
            words.push({ term, isBeginning });
          }
        });
      }
    };
    question.replace(/[“”„«»]/gu, '"').split('"').forEach((text, i) => take(text, i % 2 === 1));
    return { terms: terms.filter((t, i) => terms.findIndex((o) => o.term === t.term && o.isBeginning === t.isBeginning) === i), words };
  };

  const reader = (bytes) => {
    let at = 0;
    const number = () => {
      let value = 0;
      let shift = 1;
      for (;;) {
        const byte = bytes[at++];
        value += (byte & 127) * shift;
        if (byte < 128) return value;
        shift *= 128;
      }
    };
    const take = (length) => { at += length; return bytes.subarray(at - length, at); };
    return { number, take, isDone: () => at >= bytes.length };
  };

  const termsOf = (buffer) => {
    const from = reader(new Uint8Array(buffer));
    const decoder = new TextDecoder();
    const found = new Map();
    let before = [];
    while (!from.isDone()) {
      const shared = from.number();
      const term = before.slice(0, shared).join("") + decoder.decode(from.take(from.number()));
      found.set(term, from.take(from.number()));
      before = [...term];
    }
    return found;
  };

  const eachPlace = (packed, visit) => {
    const from = reader(packed);
    let number = 0;
    while (!from.isDone()) {
      const value = from.number();
      number += Math.floor(value / 4);
      visit(number, value % 4);
    }
  };

  // How many letters must be changed, left out, added or swapped with their neighbour to make one word of the other;
  // more than two are too many.
  const distance = (one, two) => {
    if (Math.abs(one.length - two.length) > 2) return 3;
    const rows = [Array.from({ length: two.length + 1 }, (_, i) => i)];
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= two.length; j++) {
        row[j] = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (one[i - 1] === two[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1]) row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1);
      }
      rows.push(row);
    }
    return rows[one.length][two.length];
  };

  const got = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} ${address}`);
    return answer;
  };

  const backwards = (text) => [...text].reverse().join("");

  // The index in the folder `base`: find() looks a question up, suggest() names terms that are like one.
  const open = async (base) => {
    const { documents, pages, first, ends } = await (await got(`${base}index.json`)).json();
    const files = new Map();
    const file = (name) => {
      if (!files.has(name)) files.set(name, got(`${base}${name}.bin`).then((answer) => answer.arrayBuffer()).then(termsOf));
      return files.get(name);
    };
    // The terms that begin with these letters, or are these letters: of the files that have `first` as their first terms.
    const entries = async (letters, isBeginning, firsts = first, name = "") => {
      let low = 0;
      let high = firsts.length;
      while (low < high) { const middle = (low + high) >> 1; if (firsts[middle] <= letters) low = middle + 1; else high = middle; }
      const wanted = [Math.max(0, low - 1)];
      while (isBeginning && low < firsts.length && firsts[low].startsWith(letters)) wanted.push(low++);
      const found = firsts.length ? await Promise.all(wanted.map((i) => file(`${name}${i}`))) : [];
      return found.flatMap((terms) => (isBeginning ? [...terms].filter(([term]) => term.startsWith(letters)) : [[letters, terms.get(letters)]].filter(([, places]) => places)));
    };
    const rank = async ({ term, isBeginning }) => {
      const scores = new Map();
      for (const [other, places] of await entries(term, isBeginning)) {
        const kin = other === term ? 1 : 0.5;
        eachPlace(places, (number, weight) => { scores.set(number, Math.max(scores.get(number) || 0, WEIGHTS[weight] * kin)); });
      }
      return scores;
    };
    const find = async (question) => {
      const { terms, words } = understand(question);
      const ranked = await Promise.all(terms.map(rank));
      const missing = terms.filter((_, i) => !ranked[i].size).map(({ term }) => term);
      const [least, ...others] = [...ranked].sort((a, b) => a.size - b.size);
      const found = new Map();
      for (const number of least ? least.keys() : []) {
        if (!others.every((scores) => scores.has(number))) continue;
        found.set(number, ranked.reduce((sum, scores) => sum + scores.get(number) * Math.log(1 + documents / scores.size), 0));
      }
      // The pages of the project are counted after the documents.
      const own = [...found].filter(([number]) => number >= documents).sort((a, b) => b[1] - a[1]);
      own.forEach(([number]) => found.delete(number));
      return { documents: found, pages: own.map(([number]) => pages[number - documents]), words, missing };
    };
    // A word with one wrong letter has its beginning right, or what follows it (see publish/web/search.py).
    const suggest = async (term) => {
      const letters = [...term];
      if (letters.length < 3 || /^\p{N}+$/u.test(term)) return [];
      const right = letters.length > 5 ? 3 : 2;
      const rest = Math.min(letters.length - 1, Math.max(right + 1, Math.ceil(letters.length / 2)));
      const [alike, ending] = await Promise.all([
        entries(letters.slice(0, right).join(""), true),
        entries(backwards(letters.slice(rest).join("")), true, ends, "ends-"),
      ]);
      const near = new Map(ending.map(([end, often]) => [backwards(end), reader(often).number()]));
      alike.forEach(([other, places]) => near.set(other, places.filter((byte) => byte < 128).length));
      const most = letters.length > 4 ? 2 : 1;
      const found = [...near].map(([other, often]) => ({ other, far: distance(letters, [...other]), often })).filter(({ far }) => far <= most);
      // Where one letter is the difference, words with two are noise.
      const least = Math.min(...found.map(({ far }) => far));
      return found.filter(({ far }) => far === least).sort((x, y) => y.often - x.often || (x.other < y.other ? -1 : 1)).slice(0, 4).map(({ other }) => other);
    };
    return { find, suggest };
  };

  // Where the words of a question stand in a text: beginning, end, and which word.
  const places = (text, words) => {
    const found = [];
    for (const match of text.matchAll(WORD)) {
      const folded = fold(match[0]);
      words.forEach(({ term, isBeginning, run }, which) => {
        if (run) {
          for (let at = folded.indexOf(run); at >= 0; at = folded.indexOf(run, at + run.length)) found.push([match.index + at, match.index + at + run.length, which]);
        } else if (isBeginning ? folded.startsWith(term) : folded === term) found.push([match.index, match.index + match[0].length, which]);
      });
    }
    return found.sort((a, b) => a[0] - b[0]);
  };

  // The text as nodes, the words of the question marked. Whatever it says stays text.
  const marked = (text, words) => {
    const nodes = document.createDocumentFragment();
    let last = 0;
    for (const [start, end] of places(text, words)) {
      if (start < last) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      nodes.append(text.slice(last, start), mark);
      last = end;
    }
    nodes.append(text.slice(last));
    return nodes;
  };

  // The passage that has the most of the words, marked; null where the text has none of them.
  const excerpt = (text, words, length = 260) => {
    const found = places(text, words);
    if (!found.length) return null;
    let best = found[0];
    let most = 0;
    for (const [i, place] of found.entries()) {
      const inside = new Set();
      for (let j = i; j < found.length && found[j][1] <= place[0] + length * 0.7; j++) inside.add(found[j][2]);
      if (inside.size > most) { most = inside.size; best = place; }
    }
    const start = text.lastIndexOf(" ", Math.max(0, best[0] - length * 0.25)) + 1;
    const end = text.indexOf(" ", start + length);
    const passage = text.slice(start, end < 0 ? undefined : end);
    const nodes = marked(passage, words);
    if (start) nodes.prepend("… ");
    if (end >= 0) nodes.append(" …");
    return nodes;
  };

  globalThis.editionSearch = { open, got, fold, marked, excerpt };
}
