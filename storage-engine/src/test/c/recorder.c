/*
 * Records what a process does to the files below one directory, in the order in which it happens,
 * with all bytes: preloaded into a process whose crashes are to be replayed. It can also make single
 * calls fail.
 *
 * Environment:
 *   CAIRN_RECORD_ROOT  the directory, absolute
 *   CAIRN_RECORD_LOG   the file that the records are appended to
 *   CAIRN_RECORD_DEAF  n: every n-th sync of a file or directory is not recorded, as if the disk had lied
 *   CAIRN_RECORD_FAULT CALL:ERRNO:N:PART, e.g. fdatasync:5:3:/blobs/ - the n-th such call of a file
 *                      whose path contains PART fails with that errno; CALL is write, fdatasync or
 *                      fsync; write with errno 0 writes half of the bytes
 *
 * A record is: kind (1 byte), length of the path (4 bytes), path, two numbers (8 bytes each), length of
 * the data (4 bytes), data; all in the byte order of the machine. Kinds and their numbers:
 *   C path            a file was created      inode, 0
 *   K path            a directory was made    inode, 0
 *   W path            bytes were written      inode, offset; the bytes
 *   T path            its size was set        inode, size
 *   B path / E path   a sync began / returned inode, number of the sync
 *   R path            renamed to the data     inode, 0
 *   U path            unlinked or removed     0, 0
 *
 * A call that changes something is made and recorded under one lock, so the order of the records is the order
 * of the changes. Syncs are not made: the machine that records does not lose power.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int log_fd = -1;
static char root[PATH_MAX];
static size_t root_length;
static long syncs;
static long deaf = -1;
static char fault_call[32];
static int fault_errno;
static long fault_at = -1;
static long fault_seen;
static char fault_part[256];

__attribute__((constructor)) static void begin(void) {
    const char *directory = getenv("CAIRN_RECORD_ROOT");
    const char *log = getenv("CAIRN_RECORD_LOG");
    if (directory == NULL || log == NULL) {
        return;
    }
    snprintf(root, sizeof root, "%s", directory);
    root_length = strlen(root);
    log_fd = (int) syscall(SYS_openat, AT_FDCWD, log, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
    const char *number = getenv("CAIRN_RECORD_DEAF");
    deaf = number == NULL ? -1 : atol(number);
    const char *fault = getenv("CAIRN_RECORD_FAULT");
    if (fault != NULL) {
        sscanf(fault, "%31[^:]:%d:%ld:%255s", fault_call, &fault_errno, &fault_at, fault_part);
    }
}

static int recording(void) {
    return log_fd >= 0;
}

/* Whether a path is the root or below it. */
static int below(const char *path) {
    return strncmp(path, root, root_length) == 0
            && (path[root_length] == '/' || path[root_length] == 0);
}

/* The path of an open file if it is below the root. */
static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) {
        return 0;
    }
    path[length] = 0;
    return below(path);
}

/* The absolute path of a name if it is below the root. */
static int absolute(int directory, const char *name, char *path) {
    if (name[0] == '/') {
        snprintf(path, PATH_MAX, "%s", name);
    } else {
        char base[PATH_MAX];
        if (directory == AT_FDCWD) {
            if (getcwd(base, sizeof base) == NULL) {
                return 0;
            }
        } else {
            char link[64];
            snprintf(link, sizeof link, "/proc/self/fd/%d", directory);
            ssize_t length = readlink(link, base, sizeof base - 1);
            if (length < 0) {
                return 0;
            }
            base[length] = 0;
        }
        snprintf(path, PATH_MAX, "%.2000s/%.2000s", base, name);
    }
    return below(path);
}

static uint64_t inode_of(int fd) {
    struct stat found;
    return fstat(fd, &found) == 0 ? found.st_ino : 0;
}

static void put(const void *bytes, size_t length) {
    const char *at = bytes;
    while (length > 0) {
        ssize_t written = syscall(SYS_write, log_fd, at, length);
        if (written < 0) {
            abort();
        }
        at += written;
        length -= (size_t) written;
    }
}

static void record(char kind, const char *path, int64_t a, int64_t b, const void *data, size_t length) {
    char head[PATH_MAX + 64];
    const char *relative = path[root_length] == 0 ? "" : path + root_length + 1;
    uint32_t path_length = (uint32_t) strlen(relative);
    uint32_t data_length = (uint32_t) length;
    size_t at = 0;
    head[at++] = kind;
    memcpy(head + at, &path_length, 4), at += 4;
    memcpy(head + at, relative, path_length), at += path_length;
    memcpy(head + at, &a, 8), at += 8;
    memcpy(head + at, &b, 8), at += 8;
    memcpy(head + at, &data_length, 4), at += 4;
    put(head, at);
    put(data, length);
}

/* Whether this call is the one that shall fail. */
static int fails(const char *call, const char *path) {
    if (fault_at < 0 || strcmp(call, fault_call) != 0 || strstr(path, fault_part) == NULL) {
        return 0;
    }
    return ++fault_seen == fault_at;
}

#define REAL(name) ((__typeof__(&name)) dlsym(RTLD_NEXT, #name))

static int opened(int directory, const char *name, int flags, mode_t mode) {
    char path[PATH_MAX];
    int inside = recording() && absolute(directory, name, path);
    if (!inside) {
        return (int) syscall(SYS_openat, directory, name, flags, mode);
    }
    pthread_mutex_lock(&lock);
    struct stat before;
    int there = syscall(SYS_newfstatat, directory, name, &before, 0) == 0;
    int fd = (int) syscall(SYS_openat, directory, name, flags, mode);
    int failed = errno;
    if (fd >= 0 && !there) {
        record('C', path, (int64_t) inode_of(fd), 0, NULL, 0);
    } else if (fd >= 0 && (flags & O_TRUNC) && before.st_size > 0) {
        record('T', path, (int64_t) inode_of(fd), 0, NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    errno = failed;
    return fd;
}

#define MODE_OF(flags, last) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list rest; \
        va_start(rest, last); \
        mode = va_arg(rest, mode_t); \
        va_end(rest); \
    }

int open(const char *name, int flags, ...) {
    MODE_OF(flags, flags)
    return opened(AT_FDCWD, name, flags, mode);
}

int open64(const char *name, int flags, ...) {
    MODE_OF(flags, flags)
    return opened(AT_FDCWD, name, flags, mode);
}

int openat(int directory, const char *name, int flags, ...) {
    MODE_OF(flags, flags)
    return opened(directory, name, flags, mode);
}

int openat64(int directory, const char *name, int flags, ...) {
    MODE_OF(flags, flags)
    return opened(directory, name, flags, mode);
}

int creat(const char *name, mode_t mode) {
    return opened(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

int creat64(const char *name, mode_t mode) {
    return opened(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

/* Writes at an offset, or at the position of the file when it is negative. */
static ssize_t written(int fd, const void *bytes, size_t length, off_t offset) {
    char path[PATH_MAX];
    if (!recording() || !path_of(fd, path)) {
        return offset < 0 ? syscall(SYS_write, fd, bytes, length)
                : syscall(SYS_pwrite64, fd, bytes, length, offset);
    }
    pthread_mutex_lock(&lock);
    if (fails("write", path)) {
        if (fault_errno != 0) {
            pthread_mutex_unlock(&lock);
            errno = fault_errno;
            return -1;
        }
        length = length > 1 ? length / 2 : length;
    }
    off_t at = offset;
    if (offset < 0) {
        int appending = fcntl(fd, F_GETFL) & O_APPEND;
        at = lseek(fd, 0, appending ? SEEK_END : SEEK_CUR);
    }
    ssize_t count = offset < 0 ? syscall(SYS_write, fd, bytes, length)
            : syscall(SYS_pwrite64, fd, bytes, length, offset);
    int failed = errno;
    if (count > 0) {
        record('W', path, (int64_t) inode_of(fd), at, bytes, (size_t) count);
    }
    pthread_mutex_unlock(&lock);
    errno = failed;
    return count;
}

ssize_t write(int fd, const void *bytes, size_t length) {
    return written(fd, bytes, length, -1);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
    return written(fd, bytes, length, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
    return written(fd, bytes, length, offset);
}

/* One after the other, up to the first that is not whole. */
static ssize_t gathered(int fd, const struct iovec *parts, int count, off_t offset) {
    ssize_t total = 0;
    for (int i = 0; i < count; i++) {
        if (parts[i].iov_len == 0) {
            continue;
        }
        ssize_t done = written(fd, parts[i].iov_base, parts[i].iov_len,
                offset < 0 ? -1 : offset + total);
        if (done < 0) {
            return total > 0 ? total : -1;
        }
        total += done;
        if ((size_t) done < parts[i].iov_len) {
            break;
        }
    }
    return total;
}

static int below_root(int fd) {
    char path[PATH_MAX];
    return recording() && path_of(fd, path);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    return below_root(fd) ? gathered(fd, parts, count, -1) : syscall(SYS_writev, fd, parts, count);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
    return below_root(fd) ? gathered(fd, parts, count, offset)
            : REAL(pwritev)(fd, parts, count, offset);
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) {
    return below_root(fd) ? gathered(fd, parts, count, offset)
            : REAL(pwritev64)(fd, parts, count, offset);
}

ssize_t copy_file_range(int from, off64_t *from_at, int to, off64_t *to_at, size_t length, unsigned flags) {
    if (below_root(to)) {
        errno = ENOSYS;
        return -1;
    }
    return syscall(SYS_copy_file_range, from, from_at, to, to_at, length, flags);
}

static void record_size(int fd, const char *path) {
    struct stat now;
    if (fstat(fd, &now) == 0) {
        record('T', path, (int64_t) now.st_ino, now.st_size, NULL, 0);
    }
}

static int truncated(int fd, off_t size) {
    char path[PATH_MAX];
    if (!recording() || !path_of(fd, path)) {
        return (int) syscall(SYS_ftruncate, fd, size);
    }
    pthread_mutex_lock(&lock);
    int result = (int) syscall(SYS_ftruncate, fd, size);
    int failed = errno;
    if (result == 0) {
        record_size(fd, path);
    }
    pthread_mutex_unlock(&lock);
    errno = failed;
    return result;
}

int ftruncate(int fd, off_t size) {
    return truncated(fd, size);
}

int ftruncate64(int fd, off64_t size) {
    return truncated(fd, size);
}

static int allocated(int fd, int mode, off_t offset, off_t length) {
    char path[PATH_MAX];
    if (!recording() || !path_of(fd, path)) {
        return (int) syscall(SYS_fallocate, fd, mode, offset, length);
    }
    pthread_mutex_lock(&lock);
    struct stat before;
    fstat(fd, &before);
    int result = (int) syscall(SYS_fallocate, fd, mode, offset, length);
    int failed = errno;
    struct stat after;
    if (result == 0 && fstat(fd, &after) == 0 && after.st_size != before.st_size) {
        record_size(fd, path);
    }
    pthread_mutex_unlock(&lock);
    errno = failed;
    return result;
}

int fallocate(int fd, int mode, off_t offset, off_t length) {
    return allocated(fd, mode, offset, length);
}

int fallocate64(int fd, int mode, off64_t offset, off64_t length) {
    return allocated(fd, mode, offset, length);
}

int posix_fallocate(int fd, off_t offset, off_t length) {
    return allocated(fd, 0, offset, length) == 0 ? 0 : errno;
}

static int synced(const char *call, int fd) {
    char path[PATH_MAX];
    if (!recording() || !path_of(fd, path)) {
        return (int) syscall(strcmp(call, "fsync") == 0 ? SYS_fsync : SYS_fdatasync, fd);
    }
    pthread_mutex_lock(&lock);
    int result = 0;
    if (fails(call, path)) {
        errno = fault_errno;
        result = -1;
    } else {
        long number = ++syncs;
        if (deaf <= 0 || number % deaf != 0) {
            record('B', path, (int64_t) inode_of(fd), number, NULL, 0);
            /* Others may write between the two, as while a disk is at work. */
            pthread_mutex_unlock(&lock);
            pthread_mutex_lock(&lock);
            record('E', path, (int64_t) inode_of(fd), number, NULL, 0);
        }
    }
    int failed = errno;
    pthread_mutex_unlock(&lock);
    errno = failed;
    return result;
}

int fsync(int fd) {
    return synced("fsync", fd);
}

int fdatasync(int fd) {
    return synced("fdatasync", fd);
}

int sync_file_range(int fd, off64_t offset, off64_t length, unsigned flags) {
    if (below_root(fd)) {
        return 0;
    }
    return REAL(sync_file_range)(fd, offset, length, flags);
}

static int renamed(int from_at, const char *from, int to_at, const char *to) {
    char source[PATH_MAX];
    char target[PATH_MAX];
    int inside = recording() && absolute(from_at, from, source) && absolute(to_at, to, target);
    if (!inside) {
        return (int) syscall(SYS_renameat, from_at, from, to_at, to);
    }
    pthread_mutex_lock(&lock);
    int result = (int) syscall(SYS_renameat, from_at, from, to_at, to);
    int failed = errno;
    if (result == 0) {
        const char *relative = target + root_length + 1;
        record('R', source, 0, 0, relative, strlen(relative));
    }
    pthread_mutex_unlock(&lock);
    errno = failed;
    return result;
}

int rename(const char *from, const char *to) {
    return renamed(AT_FDCWD, from, AT_FDCWD, to);
}

int renameat(int from_at, const char *from, int to_at, const char *to) {
    return renamed(from_at, from, to_at, to);
}

static int removed(int directory, const char *name, int flags) {
    char path[PATH_MAX];
    if (!recording() || !absolute(directory, name, path)) {
        return (int) syscall(SYS_unlinkat, directory, name, flags);
    }
    pthread_mutex_lock(&lock);
    int result = (int) syscall(SYS_unlinkat, directory, name, flags);
    int failed = errno;
    if (result == 0) {
        record('U', path, 0, 0, NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    errno = failed;
    return result;
}

int unlink(const char *name) {
    return removed(AT_FDCWD, name, 0);
}

int unlinkat(int directory, const char *name, int flags) {
    return removed(directory, name, flags);
}

int rmdir(const char *name) {
    return removed(AT_FDCWD, name, AT_REMOVEDIR);
}

static int made(int directory, const char *name, mode_t mode) {
    char path[PATH_MAX];
    if (!recording() || !absolute(directory, name, path)) {
        return (int) syscall(SYS_mkdirat, directory, name, mode);
    }
    pthread_mutex_lock(&lock);
    int result = (int) syscall(SYS_mkdirat, directory, name, mode);
    int failed = errno;
    if (result == 0) {
        record('K', path, 0, 0, NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    errno = failed;
    return result;
}

int mkdir(const char *name, mode_t mode) {
    return made(AT_FDCWD, name, mode);
}

int mkdirat(int directory, const char *name, mode_t mode) {
    return made(directory, name, mode);
}
