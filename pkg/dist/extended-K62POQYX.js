import{a}from"./chunk-PT4AZ5U4.js";import"./chunk-5UCSVY56.js";export{a as default};
