/** The end of a group: what is to be deleted is listed, approved by two people, deleted, and the deletion proven. */
package sundown.purge;
