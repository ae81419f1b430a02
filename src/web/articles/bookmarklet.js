// Opens the book in a new tab, and hands over the page when that tab is ready.
(()=>{
const at="ORIGIN",tab=open(at+"/capture");
if(!tab){alert("The browser let no new tab open. Allow it for this site, or copy the article and paste it in gainsay.");return}
const hear=(event)=>{
if(event.source!==tab||event.origin!==at||event.data!=="gainsay-ready")return;
removeEventListener("message",hear);
tab.postMessage({gainsay:"page",url:location.href,html:"<!doctype html>"+document.documentElement.outerHTML},at)
};
addEventListener("message",hear)
})()
