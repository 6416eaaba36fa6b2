/**
 * Data sets as they are downloaded: which files of a folder are images, and whose. Patients, not images, are what
 * splits and samples are made of ({@link dev.limpid.bench.layout.PatientSample}).
 */
@NullMarked
package dev.limpid.bench.layout;

import org.jspecify.annotations.NullMarked;
