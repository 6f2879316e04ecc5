/** Adapters to other web services: public documents, and the operator's address book. */
package sundown.web;
