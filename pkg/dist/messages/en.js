import{a as o}from"../chunk-YXOJSH4V.js";import{a as e}from"../chunk-D3YTBTWR.js";import"../chunk-5UCSVY56.js";var t={...e,...o},m=t;export{m as default,t as en};
