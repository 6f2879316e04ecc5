/** The proof that a group has been deleted: what is left is listed again, compared, and certified. */
package sundown.purge.certificate;
