/** The QR code itself, in a file of its own: it is loaded when somebody asks for one. */
import { encode } from "uqr";

/** @param {string} text @returns {boolean[][]} rows of dark and light squares, with the quiet edge around them */
const squares = (text) => encode(text, { ecc: "L", border: 4 }).data;

Object.assign(window, { workbookQr: squares });
