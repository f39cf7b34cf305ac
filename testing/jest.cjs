// Takes the types out of koli's sources, as Node itself does where Jest does not load them in its place.
const { stripTypeScriptTypes } = require('node:module');

module.exports = { process: (source) => ({ code: stripTypeScriptTypes(source) }) };
