/** What is read from the web: public documents, and the address book of the operator. */
package sundown.web;
