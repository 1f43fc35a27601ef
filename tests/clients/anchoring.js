// Locates web annotations in a page with the libraries that others use, for tests/clients/test_annotations.py.
// Each function returns, for each annotation, the ranges that its library finds, each with its words and its start in
// the element that holds the article.

import {
  createCssSelectorMatcher,
  createTextPositionSelectorMatcher,
  createTextQuoteSelectorMatcher,
} from "@apache-annotator/dom";
import { makeRefinable } from "@apache-annotator/selector";
import { W3CTextFormat, createTextAnnotator, parseW3CTextAnnotation } from "@recogito/text-annotator";
import { toRange as rangeOfPosition } from "dom-anchor-text-position";
import { toRange as rangeOfQuote } from "dom-anchor-text-quote";

const MATCHERS = {
  CssSelector: createCssSelectorMatcher,
  TextPositionSelector: createTextPositionSelectorMatcher,
  TextQuoteSelector: createTextQuoteSelectorMatcher,
};
const matcherOf = makeRefinable((selector) => MATCHERS[selector.type](selector));

function selectorOf(annotation, type) {
  return annotation.target.selector.find((selector) => selector.type === type);
}

function elementOf(annotation) {
  return document.querySelector(selectorOf(annotation, "CssSelector").value);
}

function describe(range, element) {
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(range.startContainer, range.startOffset);
  return { words: range.toString(), start: before.toString().length };
}

async function apache(annotation, type, scope) {
  const ranges = [];
  for await (const range of matcherOf(selectorOf(annotation, type))(scope)) ranges.push(range);
  return ranges.map((range) => describe(range, elementOf(annotation)));
}

async function each(annotations, find) {
  const found = [];
  for (const annotation of annotations) found.push(await find(annotation));
  return found;
}

// Finds the element, and within it the position.
export function apacheRefined(annotations) {
  return each(annotations, (annotation) => apache(annotation, "CssSelector", document.body));
}

export function apacheQuote(annotations) {
  return each(annotations, (annotation) => apache(annotation, "TextQuoteSelector", elementOf(annotation)));
}

export function apachePosition(annotations) {
  return each(annotations, (annotation) => apache(annotation, "TextPositionSelector", elementOf(annotation)));
}

export function recogitoParsed(annotations) {
  return annotations.map((annotation) => {
    const { parsed, error } = parseW3CTextAnnotation(annotation);
    if (error) return [{ words: String(error), start: -1 }];
    const text = elementOf(annotation).textContent;
    return parsed.target.selector.map(({ start, end, quote }) => {
      if (text.slice(start, end) !== quote) return { words: text.slice(start, end), start: -1 };
      return { words: quote, start };
    });
  });
}

// Draws the annotations in the page, as a site that uses Recogito would.
export async function recogitoDrawn(annotations) {
  const element = elementOf(annotations[0]);
  const annotator = createTextAnnotator(element, { adapter: W3CTextFormat(location.href, element) });
  for (const annotation of annotations) annotator.addAnnotation(annotation);
  const drawn = new Map(annotator.state.store.all().map((annotation) => [annotation.id, annotation]));
  const found = annotations.map(({ id }) =>
    (drawn.get(id)?.target.selector ?? []).map(({ range }) => describe(range, element)),
  );
  annotator.destroy();
  return found;
}

// As Hypothesis does, finds the position, and the quote nearest to it.
export function hypothesis(annotations) {
  return annotations.map((annotation) => {
    const element = elementOf(annotation);
    const { start, end } = selectorOf(annotation, "TextPositionSelector");
    const ranges = [
      rangeOfPosition(element, { start, end }),
      rangeOfQuote(element, selectorOf(annotation, "TextQuoteSelector"), { hint: start }),
    ];
    return ranges.filter(Boolean).map((range) => describe(range, element));
  });
}

// Returns the page's own mark for each id: all its words, and the start of its first part; null without a mark.
export function marked(ids) {
  const element = document.querySelector("#_text");
  return ids.map((id) => {
    const first = document.getElementById(id);
    if (!element.contains(first)) return null;
    const range = document.createRange();
    range.selectNodeContents(first);
    const parts = [first, ...element.querySelectorAll(`[data-part-of="${CSS.escape(id)}"]`)];
    return { words: parts.map((part) => part.textContent).join(""), start: describe(range, element).start };
  });
}
