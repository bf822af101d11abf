import{a as o}from"../chunk-3VLCDRRY.js";import{a as e}from"../chunk-C4XN3ZMZ.js";import"../chunk-5UCSVY56.js";var t={...e,...o},m=t;export{m as default,t as ja};
