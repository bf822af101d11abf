import{a as o}from"../chunk-CHCIYQUX.js";import{a as e}from"../chunk-R6XUUMHB.js";import"../chunk-5UCSVY56.js";var t={...e,...o},m=t;export{m as default,t as fr};
