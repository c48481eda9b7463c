import { z } from 'zod';
import { procedure } from '../kernel/procedure';

export const searchHit = z.object({
  entity: z.string(),
  id: z.string(),
  label: z.string(),
  title: z.string(),
  /** Text around the match; matched words stand between U+E000 and U+E001. */
  excerpt: z.string(),
});
export type SearchHitView = z.infer<typeof searchHit>;

export const searchContract = {
  find: procedure
    .input(
      z.object({
        text: z.string().max(300),
        limit: z.number().int().min(1).max(100).default(30),
        /** Only rows of this entity. */
        entity: z.string().optional(),
      }),
    )
    .output(z.array(searchHit)),
};
