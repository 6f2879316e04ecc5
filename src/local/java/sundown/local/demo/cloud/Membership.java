package sundown.local.demo.cloud;

/**
 * What a user of the photo cloud has paid last.
 *
 * @param charge its id at the payment service
 * @param minorUnits of the currency
 * @param currency three capital letters (ISO 4217)
 */
public record Membership(String charge, long minorUnits, String currency) {}
