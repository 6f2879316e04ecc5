/** What the functions need of the machine that they run on. */
package sundown.runtime;
