package sundown.transfer;

/**
 * What the app says of the device that it runs on.
 *
 * @param model the manufacturer's model name
 * @param androidVersion the major version, 10 for example
 * @param carrier the mobile carrier; empty without one
 */
public record Device(String model, int androidVersion, String carrier) {}
