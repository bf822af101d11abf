import{a}from"./chunk-PUSPM7HP.js";export{a as default};
