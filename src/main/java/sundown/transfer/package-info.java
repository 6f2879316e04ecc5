/** Moving a gallery to the user's Google Photos: its rules, its functions and the ports that they need. */
package sundown.transfer;
