/** Plans of archives: where each volume begins and ends, and the names of the files. Pure. */
package sundown.archive.plan;
