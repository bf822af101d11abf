import{a as o}from"../chunk-IWHO7DKI.js";import{a as e}from"../chunk-S7I3JCOD.js";import"../chunk-BOFG7SNA.js";var t={...e,...o},m=t;export{m as default,t as es};
