/** Limits that operators change while the deployment stays as it is: how fast is deleted, and what Google grants. */
package sundown.limit;
