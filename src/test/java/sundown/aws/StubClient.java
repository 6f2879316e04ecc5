package sundown.aws;

import software.amazon.awssdk.core.SdkClient;

/** What a client of any service needs that answers by itself, or through one that belongs to others. */
public interface StubClient extends SdkClient {
    @Override
    default String serviceName() {
        return getClass().getSimpleName();
    }

    @Override
    default void close() {}
}
