package sundown.runtime;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What the native executable finds by name: the providers that gRPC's service files list, and the record with which
 * Quarkus reports a failed invocation to Lambda.
 */
@RegisterForReflection(
        classNames = {
            "io.grpc.internal.DnsNameResolverProvider",
            "io.grpc.internal.PickFirstLoadBalancerProvider",
            "io.grpc.okhttp.OkHttpChannelProvider",
            "io.grpc.util.OutlierDetectionLoadBalancerProvider",
            "io.grpc.util.RandomSubsettingLoadBalancerProvider",
            "io.grpc.util.SecretRoundRobinLoadBalancerProvider$Provider",
            "io.quarkus.amazon.lambda.runtime.FunctionError"
        })
final class NativeRegistrations {
    private NativeRegistrations() {}
}
