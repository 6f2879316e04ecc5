/** Plans of archives: what goes where. Pure; decided as a whole before a byte is read. */
package sundown.archive.plan;
