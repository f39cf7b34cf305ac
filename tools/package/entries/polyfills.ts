// What `lib` of tsconfig.json holds beyond Node 20: ES2024, and the disposables and iterators of ES2025 and 2026.
import 'core-js/actual/array-buffer/transfer.js';
import 'core-js/actual/async-disposable-stack/index.js';
import 'core-js/actual/disposable-stack/index.js';
import 'core-js/actual/iterator/index.js';
import 'core-js/actual/map/group-by.js';
import 'core-js/actual/object/group-by.js';
import 'core-js/actual/promise/with-resolvers.js';
import 'core-js/actual/suppressed-error.js';
