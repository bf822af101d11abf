import{a as o}from"../chunk-W6VJ2NYP.js";import{a as e}from"../chunk-47NJYD4M.js";import"../chunk-5UCSVY56.js";var t={...e,...o},m=t;export{m as default,t as zhHans};
