import{a}from"./chunk-SAWG6QND.js";import"./chunk-5UCSVY56.js";export{a as default};
