module.exports = require('../../all.js')['element/languages/zh-Hans.js'];
