/** What each port promises, as tests that its in-memory fake and its adapter inherit. */
package sundown.contract;
