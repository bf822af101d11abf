import{a as o}from"../chunk-PT4AZ5U4.js";import{a as e}from"../chunk-S7I3JCOD.js";import"../chunk-5UCSVY56.js";var t={...e,...o},m=t;export{m as default,t as es};
