package dev.limpid.dicom.codec;

/**
 * A stretch of packets in one order, T.800 A.6.6.
 *
 * @param fromResolution first resolution
 * @param toResolution one behind the last
 * @param toLayer one behind the last layer
 * @param order 0 to 4: LRCP, RLCP, RPCL, PCRL, CPRL
 */
record J2kProgression(int fromResolution, int toResolution, int toLayer, int order) {}
