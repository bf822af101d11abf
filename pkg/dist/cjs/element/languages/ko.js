module.exports = require('../../all.js')['element/languages/ko.js'];
