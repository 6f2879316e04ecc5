package sundown.archive;

import sundown.gallery.GalleryObjects;
import sundown.runtime.ObservedPort;
import sundown.secret.SecretSealer;

/** Ports that tell an observer of every call. */
final class ObservedPorts {
    private ObservedPorts() {}

    static ArchiveFunctions.Ports over(ArchiveFunctions.Ports ports, ObservedPort.Observer observer) {
        return new ArchiveFunctions.Ports(
                ports.accounts(),
                ports.timelines(),
                ports.gallery(),
                ObservedPort.of(GalleryObjects.class, ports.objects(), observer),
                ObservedPort.of(SecretSealer.class, ports.sealer(), observer),
                ObservedPort.of(ArchiveStore.class, ports.archives(), observer),
                ObservedPort.of("ArchiveQueue", ports.queue(), observer),
                ObservedPort.of(ArchiveFiles.class, ports.files(), observer),
                ObservedPort.of(VolumeStorage.class, ports.storage(), observer),
                ObservedPort.of("RefundQueue", ports.refunds(), observer));
    }
}
