import{a}from"./chunk-CHCIYQUX.js";import"./chunk-5UCSVY56.js";export{a as default};
