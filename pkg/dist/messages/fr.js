import{a as o}from"../chunk-C4FIV5CD.js";import{a as e}from"../chunk-R6XUUMHB.js";import"../chunk-BOFG7SNA.js";var t={...e,...o},m=t;export{m as default,t as fr};
