/** Cells that change with every click, as a table does that sorts, filters or refreshes. */
export const changesPerClick = 40;

/** A working screen: a table of 300 rows and eight columns of buttons whose cells change with every click. */
export const busyPage = `<!doctype html><html lang="en"><head><title>Orders</title><style>
body{margin:0;font:14px sans-serif}table{border-collapse:collapse;width:1200px;table-layout:fixed}td{height:40px;border:1px solid #ddd}
</style></head><body data-changes="0"><main><table aria-label="Orders"><tbody></tbody></table></main><script>
const body=document.querySelector('tbody');
for(let row=0;row<300;row++){const line=body.insertRow();for(let column=0;column<8;column++)line.insertCell().innerHTML='<button>Open '+row+'-'+column+'</button> <span>waiting</span>'}
const states=[...document.querySelectorAll('span')];let turn=0;
// Heard by nobody; but only presses that have a listener are in Chromium's trace.
addEventListener('pointerdown',()=>{});
addEventListener('click',()=>{turn++;for(let change=0;change<${changesPerClick};change++){const cell=states[(turn*${changesPerClick}+change)%states.length];cell.textContent='state '+turn+' of '+change;cell.className='seen-'+turn}
const line=body.insertRow();line.innerHTML='<td>new '+turn+'</td>';document.body.dataset.changes=String(turn*${changesPerClick})});
</script></body></html>`;
