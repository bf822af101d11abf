import{a}from"./chunk-YXOJSH4V.js";import"./chunk-5UCSVY56.js";export{a as default};
