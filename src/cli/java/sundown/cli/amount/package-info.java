/** Amounts of money in files that other systems export. */
package sundown.cli.amount;
