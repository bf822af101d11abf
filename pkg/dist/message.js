import{a,b,c,d}from"./chunk-Y4BAUHYP.js";import"./chunk-DY4Z5GQI.js";export{c as hint,a as requirement,d as status,b as violation};
