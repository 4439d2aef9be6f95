# Courses and products.
courses-count =
    { $n ->
        [one] 1 course
       *[other] { $n } courses
    }
courses-add = Add course
courses-in = Part of
holders-active = Active
holders-pending = Pending
holders-expired = Expired
holders-all = all together
holders-of = Members of { $title }
show-members = Show members
thing-gone = This is not in the book any more.
course-added = added { $day }
course-products = part of
course-products-none = in no product
course-tabs = About this course
course-tab-outline = Outline
course-tab-drip = Drip
course-tab-cohorts = Cohorts
courses-active = Active
courses-empty = No courses yet
courses-empty-text = Courses come with an imported list, or you add them here. A member gets access to a course, or to a product that holds several.
products-count =
    { $n ->
        [one] 1 product
       *[other] { $n } products
    }
products-add = Add product
products-courses = Courses it holds
products-pick-courses = Add courses
products-courses-hint = Everybody who has this product gets a course you add, and loses one you remove, unless they have it for another reason.
product-courses-none = It holds no course yet: whoever has it can open nothing.
product-follow-gain =
    { $n ->
        [0] Nobody gets { $course } by this.
        [one] 1 member gets { $course }.
       *[other] { $n } members get { $course }.
    }
product-follow-lose =
    { $n ->
        [0] Nobody loses { $course } by this.
        [one] 1 member loses { $course }.
       *[other] { $n } members lose { $course }.
    }
product-follow-keep =
    { $n ->
        [one] For 1 who has the product nothing changes.
       *[other] For { $n } who have the product nothing changes.
    }
products-empty = No products yet
products-empty-text = A product is what you sell: one course, a bundle of several, or a subscription.
product-kind-product-hint = Sold once.
product-kind-bundle-hint = Several courses sold together.
product-kind-subscription-hint = Access as long as it is paid.
show-archived = Show archived
show-members-of = Show the members of { $title }
archive = Archive { $title }
unarchive = Bring back { $title }
unarchive-do = Bring back
edit-do = Edit
edit = Edit { $title }
archive-title = Archive { $title }?
archive-keep =
    { $n ->
        [one] 1 member has it and keeps it. Nobody loses access.
       *[other] { $n } members have it and keep it. Nobody loses access.
    }
archive-text = It is no longer offered where access is given, and leaves this list until you show archived ones.
archive-do = Archive
cohorts = Cohorts
cohorts-of = Cohorts of { $title }
cohorts-none = No cohorts yet. A cohort is a run of the course, with a start of its own if you like.
cohort-new = New cohort
cohort-add = Add cohort
cohort-undated = No start
cohort-starts-of = { $title }: starts
cohort-closes-of = { $title }: closes
cohort-closes-hint = The last day to join.
cohort-open = Stays open
cohort-closed = Closed
cohort-closed-since = This cohort has been closed since { $day }. They can join all the same.
cohort-move = Move the members of { $title }
cohort-remove = Remove { $title }
