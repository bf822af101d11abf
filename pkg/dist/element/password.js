<<<<<<< HEAD
import{a}from"../chunk-A5K2S72G.js";import"../chunk-ICBLLSQK.js";import"../chunk-7UF7PS4G.js";import"../chunk-JZ3B53VK.js";import"../chunk-W76DHMCT.js";import"../chunk-BOPTHKFW.js";import"../chunk-2VBSJKJ4.js";import"../chunk-DFQFFKOS.js";import"../chunk-HOJXWX7T.js";import"../chunk-WOT6VMZA.js";export{a as GenkanPassword};
=======
import{a,b,c}from"../chunk-47OTNLUR.js";import"../chunk-6MXSTAGV.js";import"../chunk-V7EASFBD.js";import"../chunk-Z3PA7EFK.js";import"../chunk-RLNVZNLZ.js";export{c as GenkanPassword,b as languages,a as minlength};
>>>>>>> 9241ed2 (Say what changed, in the page's language, and follow the policy)
