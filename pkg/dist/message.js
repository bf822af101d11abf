<<<<<<< HEAD
import{a,b,c,d}from"./chunk-BOPTHKFW.js";import"./chunk-2VBSJKJ4.js";import"./chunk-WOT6VMZA.js";export{c as hint,a as requirement,d as status,b as violation};
=======
import{a,b,c,d}from"./chunk-Z3PA7EFK.js";import"./chunk-RLNVZNLZ.js";export{c as hint,a as requirement,d as status,b as violation};
>>>>>>> 9241ed2 (Say what changed, in the page's language, and follow the policy)
