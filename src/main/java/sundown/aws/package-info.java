/** Adapters to AWS, one package for each service; here is what they share. */
package sundown.aws;
