import { createRoot } from 'react-dom/client';
import { Panel } from '../../panel/panel.tsx';
import '../../panel/panel.css';
import '../../panel/steps.css';

const root = document.getElementById('root');
if (root) createRoot(root).render(<Panel />);
