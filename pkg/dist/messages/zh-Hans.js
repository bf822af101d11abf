import{a as o}from"../chunk-2FSRWHJR.js";import{a as e}from"../chunk-47NJYD4M.js";import"../chunk-BOFG7SNA.js";var t={...e,...o},m=t;export{m as default,t as zhHans};
