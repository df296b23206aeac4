/* Compresses standard input as LZX in frames of 32 KB, as a cabinet holds them; writes each as CFDATA without its checksum.

   Format: [MS-PATCH] 2.7 and "Microsoft LZX Data Compression Format" (MSDN bb417343), the differences of libmspack's lzxd.c
   included. The search is a binary tree over the window, the parse the cheapest way through each frame under the costs of the
   frames before it. All of it is counted in whole numbers: the same input gives the same octets on every machine. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    WINDOW_BITS = 21, WINDOW = 1 << WINDOW_BITS, FARTHEST = WINDOW - 3, FRAME = 32768, BLOCK = 32 * FRAME,
    SHORTEST = 2, LONGEST = 257, SLOTS = 50, MAIN = 256 + 8 * SLOTS, LENGTHS = 249, ALIGNED = 8, PRE = 20,
    HASHES = 1 << 18, TRIES = 32, FOUND = 64, LONG = 48, BIT = 256
};

typedef struct { uint32_t offset, length; } match;
typedef struct { uint32_t code; uint16_t length; } item;      /* length 1: the literal `code`; else offset + 2, or 0 to 2 */
typedef struct { uint32_t main[MAIN], length[LENGTHS], aligned[ALIGNED]; } counts;
typedef struct { uint32_t cost, recent[3]; item by; } node;

static uint8_t *text;
static uint32_t size;
static uint32_t heads[HASHES], (*sons)[2];                     /* places are counted from 1: 0 is nowhere */
static match found[FRAME][FOUND];
static uint8_t founds[FRAME];
static node way[FRAME + 1];
static item items[BLOCK];
static uint8_t before_main[MAIN], before_length[LENGTHS];
static uint8_t out[2 * FRAME];
static uint32_t written, bits, filled;

static void fail(const char *why) { fprintf(stderr, "lzx: %s\n", why); exit(1); }

static unsigned slot_of(uint32_t code) {
    if (code >= 1 << 18) return 34 + (code >> 17);
    if (code < 4) return code;
    unsigned top = 31 - __builtin_clz(code);
    return 2 * top + (code >> (top - 1) & 1);
}

static unsigned extra_of(unsigned slot) { return slot < 4 ? 0 : slot < 36 ? slot / 2 - 1 : 17; }

static uint32_t log2_of(uint64_t value) {                      /* of a number above 0, in 1/256 */
    unsigned top = 63 - __builtin_clzll(value);
    uint64_t rest = top > 31 ? value >> (top - 31) : value << (31 - top);
    uint32_t answer = top;
    for (int bit = 0; bit < 8; bit++) {
        rest = rest * rest >> 31;
        answer = answer << 1 | (rest >> 32 & 1);
        if (rest >> 32) rest >>= 1;
    }
    return answer;
}

/* --- E8: the targets of calls become places, which repeat where distances do not ---------------------------------------- */

static void translate(void) {
    for (uint32_t frame = 0; frame < size && frame / FRAME < 32768; frame += FRAME) {
        uint32_t end = size - frame < FRAME ? size : frame + FRAME;
        if (end - frame <= 10) break;
        for (uint32_t at = frame; at < end - 10; at++) {
            if (text[at] != 0xE8) continue;
            int32_t value;
            memcpy(&value, text + at + 1, 4);
            if (value >= -(int64_t)at && value < (int64_t)size) {
                value = (int64_t)value + at < size ? value + (int32_t)at : value - (int32_t)size;
                memcpy(text + at + 1, &value, 4);
            }
            at += 4;
        }
    }
}

/* --- search: the nearest match of every length, from a binary tree of what came before ---------------------------------- */

static unsigned search(uint32_t at, match *into) {
    if (size - at < LONGEST) return 0;
    const uint8_t *here = text + at;
    uint32_t hash = ((uint32_t)(here[0] | here[1] << 8 | here[2] << 16) * 2654435761u) >> (32 - 18);
    uint32_t other = heads[hash], *left = &sons[at % WINDOW][0], *right = &sons[at % WINDOW][1];
    unsigned count = 0, best = SHORTEST, on_left = 0, on_right = 0;
    heads[hash] = at + 1;
    for (unsigned tries = TRIES; other && at - (other - 1) <= FARTHEST && tries; tries--) {
        uint32_t place = other - 1, *pair = sons[place % WINDOW];
        const uint8_t *there = text + place;
        unsigned same = on_left < on_right ? on_left : on_right;
        while (same < LONGEST && there[same] == here[same]) same++;
        if (same > best) {
            best = same;
            if (count < FOUND) into[count++] = (match){at - place, same};
            if (same == LONGEST) { *left = pair[0]; *right = pair[1]; return count; }
        }
        if (there[same] < here[same]) { *left = other; left = &pair[1]; other = *left; on_left = same; }
        else { *right = other; right = &pair[0]; other = *right; on_right = same; }
    }
    *left = *right = 0;
    return count;
}

/* --- parse: the cheapest way through a frame ---------------------------------------------------------------------------- */

static void cost_of(const uint32_t *seen, unsigned count, uint32_t *costs) {
    uint64_t sum = 0;
    for (unsigned index = 0; index < count; index++) sum += 4ull * seen[index] + 1;
    uint32_t whole = log2_of(sum ? sum : 1);
    for (unsigned index = 0; index < count; index++) costs[index] = whole - log2_of(4ull * seen[index] + 1) + BIT / 8;
}

static void offer(uint32_t from, uint32_t length, uint32_t code, uint32_t cost) {
    if (cost < way[from + length].cost) { way[from + length].cost = cost; way[from + length].by = (item){code, length}; }
}

static void offers(uint32_t from, uint32_t shortest, uint32_t longest, uint32_t code, const counts *costs) {
    unsigned slot = slot_of(code), extra = extra_of(slot);
    uint32_t cost = way[from].cost + (extra >= 3 ? (extra - 3) * BIT + costs->aligned[code & 7] : extra * BIT);
    const uint32_t *main_costs = costs->main + 256 + 8 * slot;
    for (uint32_t length = shortest; length <= longest; length++) {
        uint32_t rest = length - SHORTEST;
        offer(from, length, code, cost + (rest < 7 ? main_costs[rest] : main_costs[7] + costs->length[rest - 7]));
    }
}

static void remember(node *here, const node *from) {
    memcpy(here->recent, from->recent, sizeof here->recent);
    if (here->by.length == 1) return;
    uint32_t code = here->by.code;
    if (code < 3) { here->recent[code] = from->recent[0]; here->recent[0] = from->recent[code]; return; }
    here->recent[2] = from->recent[1];
    here->recent[1] = from->recent[0];
    here->recent[0] = code - 2;
}

/* Write the cheapest items of a frame that follows `recent`; return how many there are. */
static uint32_t parse(uint32_t begin, uint32_t count, const uint32_t *recent, const counts *costs, item *into) {
    for (uint32_t at = 1; at <= count; at++) way[at].cost = UINT32_MAX;
    way[0].cost = 0;
    memcpy(way[0].recent, recent, sizeof way[0].recent);
    for (uint32_t at = 0; at < count; at++) {
        node *here = way + at;
        if (at) remember(here, here - here->by.length);
        offer(at, 1, text[begin + at], here->cost + costs->main[text[begin + at]]);
        uint32_t most = count - at < LONGEST ? count - at : LONGEST;
        if (founds[at] && found[at][founds[at] - 1].length >= LONG && most >= LONG) {     /* taken: nothing can be much better */
            match taken = found[at][founds[at] - 1];
            uint32_t length = taken.length < most ? taken.length : most, code = taken.offset + 2;
            for (unsigned one = 0; one < 3; one++) if (here->recent[one] == taken.offset) code = one;
            offers(at, length, length, code, costs);
            at += length - 1;
            continue;
        }
        for (unsigned one = 0; one < 3; one++) {
            uint32_t offset = here->recent[one], same = 0;
            if (offset > begin + at) continue;
            const uint8_t *now = text + begin + at, *then = now - offset;
            while (same < most && now[same] == then[same]) same++;
            offers(at, SHORTEST, same, one, costs);
        }
        uint32_t known = SHORTEST;
        for (unsigned one = 0; one < founds[at]; one++) {
            uint32_t length = found[at][one].length < most ? found[at][one].length : most;
            offers(at, known + 1, length, found[at][one].offset + 2, costs);
            known = length;
        }
    }
    uint32_t total = 0;
    for (uint32_t at = count; at; at -= way[at].by.length) total++;
    uint32_t place = total;
    for (uint32_t at = count; at; at -= way[at].by.length) into[--place] = way[at].by;
    return total;
}

static void tally(const item *some, uint32_t count, counts *into) {
    for (uint32_t index = 0; index < count; index++) {
        uint32_t code = some[index].code, rest = some[index].length - SHORTEST;
        if (some[index].length == 1) { into->main[code]++; continue; }
        unsigned slot = slot_of(code);
        into->main[256 + 8 * slot + (rest < 7 ? rest : 7)]++;
        if (rest >= 7) into->length[rest - 7]++;
        if (extra_of(slot) >= 3) into->aligned[code & 7]++;
    }
}

/* --- codes -------------------------------------------------------------------------------------------------------------- */

/* Write the lengths of a Huffman code that is no longer than `most` bits; a lone symbol gets a companion. */
static void lengths_of(const uint32_t *seen, unsigned count, unsigned most, uint8_t *lengths) {
    static uint64_t weight[2 * MAIN];
    static uint16_t order[MAIN], parent[2 * MAIN];
    memset(lengths, 0, count);
    for (unsigned halved = 0;; halved++) {
        unsigned used = 0;
        for (unsigned symbol = 0; symbol < count; symbol++) {
            if (!seen[symbol]) continue;
            uint64_t mine = (seen[symbol] >> halved) | 1;
            unsigned place = used++;
            for (; place && weight[place - 1] > mine; place--) { weight[place] = weight[place - 1]; order[place] = order[place - 1]; }
            weight[place] = mine;
            order[place] = symbol;
        }
        if (!used) return;
        if (used == 1) { lengths[order[0]] = 1; lengths[order[0] ? 0 : 1] = 1; return; }
        unsigned leaf = 0, inner = used, next = used;
        while (next < 2 * used - 1) {
            uint64_t sum = 0;
            for (int two = 0; two < 2; two++) {
                unsigned least = leaf < used && (inner == next || weight[leaf] <= weight[inner]) ? leaf++ : inner++;
                sum += weight[least];
                parent[least] = next;
            }
            weight[next++] = sum;
        }
        static uint8_t depth[2 * MAIN];
        unsigned deepest = 0;
        depth[next - 1] = 0;
        for (int one = (int)next - 2; one >= 0; one--) {
            depth[one] = depth[parent[one]] + 1;
            if (depth[one] > deepest) deepest = depth[one];
        }
        if (deepest > most) continue;
        for (unsigned one = 0; one < used; one++) lengths[order[one]] = depth[one];
        return;
    }
}

static void codes_of(const uint8_t *lengths, unsigned count, uint16_t *codes) {
    uint32_t next = 0;
    for (unsigned length = 1; length <= 16; length++, next <<= 1)
        for (unsigned symbol = 0; symbol < count; symbol++)
            if (lengths[symbol] == length) codes[symbol] = next++;
}

/* --- writing ------------------------------------------------------------------------------------------------------------ */

static void put(uint32_t value, unsigned count) {              /* the highest bit first, in words of 16 bits */
    for (; count; count--) {
        bits = bits << 1 | (value >> (count - 1) & 1);
        if (++filled == 16) {
            out[written++] = bits & 255;
            out[written++] = bits >> 8 & 255;
            bits = filled = 0;
        }
    }
}

static void end_frame(uint32_t count) {
    if (filled) put(0, 16 - filled);
    uint8_t head[4] = {written & 255, written >> 8, count & 255, count >> 8};
    if (written > FRAME + 6144) fail("a frame has become too large");
    if (fwrite(head, 1, 4, stdout) != 4 || fwrite(out, 1, written, stdout) != written) fail("cannot write");
    written = 0;
}

/* Write lengths as differences from those of the block before, runs shortened, under a small code of their own. */
static void put_lengths(const uint8_t *lengths, uint8_t *before, unsigned count) {
    static struct { uint8_t symbol, extra, width; } said[MAIN];
    uint32_t seen[PRE] = {0};
    unsigned total = 0;
    for (unsigned at = 0; at < count;) {
        unsigned run = 1;
        while (at + run < count && lengths[at + run] == lengths[at]) run++;
        uint8_t change = (before[at] + 17 - lengths[at]) % 17;
        if (!lengths[at] && run >= 20) {
            if (run > 51) run = 51;
            said[total].symbol = 18; said[total].extra = run - 20; said[total].width = 5;
        } else if (!lengths[at] && run >= 4) {
            said[total].symbol = 17; said[total].extra = run - 4; said[total].width = 4;
        } else if (run >= 4) {
            if (run > 5) run = 5;
            said[total].symbol = 19; said[total].extra = run - 4; said[total].width = 1;
            seen[19]++;
            total++;
            said[total].symbol = change; said[total].width = 0;
        } else {
            run = 1;
            said[total].symbol = change; said[total].width = 0;
        }
        seen[said[total].symbol]++;
        total++;
        at += run;
    }
    uint8_t own[PRE];
    uint16_t codes[PRE];
    lengths_of(seen, PRE, 15, own);
    codes_of(own, PRE, codes);
    for (unsigned one = 0; one < PRE; one++) put(own[one], 4);
    for (unsigned one = 0; one < total; one++) {
        put(codes[said[one].symbol], own[said[one].symbol]);
        put(said[one].extra, said[one].width);
    }
    memcpy(before, lengths, count);
}

static void put_block(uint32_t total, uint32_t octets, const counts *seen) {
    static uint8_t main_lengths[MAIN], length_lengths[LENGTHS], aligned_lengths[ALIGNED];
    static uint16_t main_codes[MAIN], length_codes[LENGTHS], aligned_codes[ALIGNED];
    lengths_of(seen->main, MAIN, 16, main_lengths);
    lengths_of(seen->length, LENGTHS, 16, length_lengths);
    lengths_of(seen->aligned, ALIGNED, 7, aligned_lengths);
    codes_of(main_lengths, MAIN, main_codes);
    codes_of(length_lengths, LENGTHS, length_codes);
    codes_of(aligned_lengths, ALIGNED, aligned_codes);
    int64_t gain = -3 * ALIGNED;
    for (unsigned one = 0; one < ALIGNED; one++) gain += (int64_t)seen->aligned[one] * (3 - aligned_lengths[one]);
    int is_aligned = gain > 0;
    put(is_aligned ? 2 : 1, 3);
    put(octets, 24);
    for (unsigned one = 0; is_aligned && one < ALIGNED; one++) put(aligned_lengths[one], 3);
    put_lengths(main_lengths, before_main, 256);
    put_lengths(main_lengths + 256, before_main + 256, MAIN - 256);
    put_lengths(length_lengths, before_length, LENGTHS);
    uint32_t in_frame = 0, left = octets;
    for (uint32_t index = 0; index < total; index++) {
        uint32_t code = items[index].code, length = items[index].length, rest = length - SHORTEST;
        if (length == 1) put(main_codes[code], main_lengths[code]);
        else {
            unsigned slot = slot_of(code), extra = extra_of(slot), symbol = 256 + 8 * slot + (rest < 7 ? rest : 7);
            put(main_codes[symbol], main_lengths[symbol]);
            if (rest >= 7) put(length_codes[rest - 7], length_lengths[rest - 7]);
            uint32_t footer = code & ((1u << extra) - 1);
            if (is_aligned && extra >= 3) {
                put(footer >> 3, extra - 3);
                put(aligned_codes[footer & 7], aligned_lengths[footer & 7]);
            } else put(footer, extra);
        }
        in_frame += length;
        if (in_frame == FRAME || in_frame == left) { left -= in_frame; end_frame(in_frame); in_frame = 0; }
    }
}

/* --- blocks: frames that have the same habits share their codes --------------------------------------------------------- */

static uint64_t entropy(const counts *one, const counts *two) {
    uint64_t whole = 0;
    const uint32_t *first = one->main, *second = two ? two->main : NULL;
    const unsigned ends[] = {MAIN, MAIN + LENGTHS, MAIN + LENGTHS + ALIGNED};
    for (unsigned part = 0, at = 0; part < 3; part++) {
        uint64_t sum = 0;
        for (; at < ends[part]; at++) {
            uint64_t count = first[at] + (second ? second[at] : 0);
            sum += count;
            if (count) whole -= count * log2_of(count);
        }
        if (sum) whole += sum * log2_of(sum);
    }
    return whole;
}

static void add(counts *into, const counts *more, unsigned shift) {
    uint32_t *mine = into->main;
    const uint32_t *theirs = more->main;
    for (unsigned at = 0; at < sizeof *into / sizeof *mine; at++) mine[at] = (mine[at] >> shift) + theirs[at];
}

static void costs_from(const counts *seen, counts *costs) {
    cost_of(seen->main, MAIN, costs->main);
    cost_of(seen->length, LENGTHS, costs->length);
    cost_of(seen->aligned, ALIGNED, costs->aligned);
}

static void compress(void) {
    static item fresh[FRAME];
    static counts recently, block, frame, costs;
    uint32_t recent[3] = {1, 1, 1}, total = 0, octets = 0;
    put(1, 1);
    put(size >> 16, 16);
    put(size & 0xFFFF, 16);
    for (uint32_t begin = 0; begin < size; begin += FRAME) {
        uint32_t count = size - begin < FRAME ? size - begin : FRAME;
        for (uint32_t at = 0; at < count; at++) founds[at] = search(begin + at, found[at]);
        costs_from(&recently, &costs);
        uint32_t made = parse(begin, count, recent, &costs, fresh);
        memset(&frame, 0, sizeof frame);
        tally(fresh, made, &frame);
        add(&recently, &frame, 1);
        remember(way + count, way + count - way[count].by.length);
        memcpy(recent, way[count].recent, sizeof recent);
        uint64_t apart = entropy(&block, NULL) + entropy(&frame, NULL) + 160 * 8 * BIT;
        if (octets && (octets + count > BLOCK || entropy(&block, &frame) > apart)) {
            put_block(total, octets, &block);
            memset(&block, 0, sizeof block);
            total = octets = 0;
        }
        memcpy(items + total, fresh, made * sizeof *items);
        total += made;
        octets += count;
        add(&block, &frame, 0);
    }
    if (octets) put_block(total, octets, &block);
}

int main(void) {
    size_t room = 1 << 24, got;
    text = malloc(room);
    while (text && (got = fread(text + size, 1, room - size, stdin)) > 0) {
        size += got;
        if (size == room) {
            if (room > 1 << 30) fail("too much");
            text = realloc(text, room *= 2);
        }
    }
    sons = calloc(WINDOW, sizeof *sons);
    if (!text || !sons) fail("no memory");
    translate();
    compress();
    return fflush(stdout) || ferror(stdin) ? 1 : 0;
}
