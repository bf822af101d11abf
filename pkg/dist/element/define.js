<<<<<<< HEAD
import{a as s}from"../chunk-A5K2S72G.js";import"../chunk-ICBLLSQK.js";import"../chunk-7UF7PS4G.js";import"../chunk-JZ3B53VK.js";import"../chunk-W76DHMCT.js";import"../chunk-BOPTHKFW.js";import"../chunk-2VBSJKJ4.js";import"../chunk-DFQFFKOS.js";import"../chunk-HOJXWX7T.js";import"../chunk-WOT6VMZA.js";globalThis.customElements&&!customElements.get("genkan-password")&&customElements.define("genkan-password",s);
=======
import{c as s}from"../chunk-47OTNLUR.js";import"../chunk-6MXSTAGV.js";import"../chunk-V7EASFBD.js";import"../chunk-Z3PA7EFK.js";import"../chunk-RLNVZNLZ.js";globalThis.customElements&&!customElements.get("genkan-password")&&customElements.define("genkan-password",s);
>>>>>>> 9241ed2 (Say what changed, in the page's language, and follow the policy)
