import{a as o}from"../chunk-GJJGILBX.js";import{a as e}from"../chunk-D3YTBTWR.js";import"../chunk-BOFG7SNA.js";var t={...e,...o},m=t;export{m as default,t as en};
