import{a}from"./chunk-W6VJ2NYP.js";import"./chunk-5UCSVY56.js";export{a as default};
